import type { LoginItem } from './login-item.ts';
import { xmlText } from './xml.ts';

/** The label of a launch agent; its file is named after it. */
export function agentLabel({ name }: LoginItem): string {
  return `local.${name}`;
}

/** A launchd agent. It is started again only when it failed: ending because another one runs already is no failure. Source: launchd.plist(5). */
export function launchAgent(item: LoginItem): string {
  const words = item.command.map((word) => `    <string>${xmlText(word)}</string>`).join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<!-- Written by "moot service install". "moot service remove" takes it away. -->
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>${xmlText(agentLabel(item))}</string>
  <key>ProgramArguments</key>
  <array>
${words}
  </array>
  <key>RunAtLoad</key>
  <true/>
  <key>KeepAlive</key>
  <dict>
    <key>SuccessfulExit</key>
    <false/>
  </dict>
  <key>ThrottleInterval</key>
  <integer>30</integer>
</dict>
</plist>
`;
}
