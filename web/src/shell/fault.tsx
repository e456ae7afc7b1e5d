import { Component, type ReactNode } from 'react';
import { Button } from '../parts/button.tsx';
import { useWords } from '../texts/words.tsx';

/** Shows, in place of a screen that failed, that it did and what to do. */
export class Fault extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { readonly failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <FaultPage /> : this.props.children;
  }
}

function FaultPage() {
  const say = useWords();
  return (
    <main className="welcome">
      <h1>{say('shell.fault')}</h1>
      <p className="lede">{say('shell.fault-lede')}</p>
      <div className="actions">
        <Button kind="main" onClick={() => location.reload()}>
          {say('shell.load-again')}
        </Button>
      </div>
    </main>
  );
}
