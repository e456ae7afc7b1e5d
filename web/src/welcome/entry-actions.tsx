import { Button } from '../parts/button.tsx';
import { Link } from '../route/link.tsx';
import { useWords } from '../texts/words.tsx';

/** What ends a form of the welcome: sending it, or going back. @param working what it says while it is under way; null: it is not */
export function EntryActions({ label, working }: { readonly label: string; readonly working: string | null }) {
  const say = useWords();
  return (
    <div className="actions">
      <Button kind="main" type="submit" working={working}>
        {label}
      </Button>
      <Link className="button button-quiet" to={[]} cell={null}>
        {say('welcome.back')}
      </Link>
    </div>
  );
}
