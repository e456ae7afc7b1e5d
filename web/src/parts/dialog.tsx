import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';

/** What a dialog takes. */
interface DialogParts {
  readonly title: string;
  readonly isOpen: boolean;
  /** Called when it is left by Escape, by a press beside it, or by its own buttons. */
  onClose(): void;
  readonly children: ReactNode;
}

/** A question that must be answered now. Focus stays in it and returns to where it was; Escape closes it. */
export function Dialog({ title, isOpen, onClose, children }: DialogParts) {
  return (
    <ModalOverlay className="veil" isOpen={isOpen} onOpenChange={(open) => open || onClose()} isDismissable>
      <Modal className="dialog">
        <AriaDialog>
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
