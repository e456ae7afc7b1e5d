import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { launchAgent } from './launch-agent.ts';
import { type LoginItem, loginItem, shellCommand } from './login-item.ts';
import { namesVariable, scheduledTask } from './scheduled-task.ts';
import { systemdUnit } from './systemd-unit.ts';

const ANALYZE = '/usr/bin/systemd-analyze';

const plain: LoginItem = { name: 'moot', command: ['/usr/bin/node', '/opt/moot/bootstrap/run.js', 'start', '--home', '/home/ana/moot'] };
const odd: LoginItem = { name: 'moot', command: ['/opt/a b/node', `/x/50% "of" $HOME\\n's <&>`, 'start'] };

/** The texts within elements of a name, in order; throws where the document is not well-formed. */
function textsIn(xml: string, element: string): string[] {
  const body = xml.replace(/^<\?xml[^?]*\?>\s*/, '').replace(/<!DOCTYPE[^>]*>\s*/, '');
  const open: string[] = [];
  const found: string[] = [];
  let last = 0;
  for (const { 0: tag, 1: slash, 2: name, 3: rest, index } of body.matchAll(
    /<!--(?:(?!--)[\s\S])*-->|<(\/?)([\w:]+)((?:\s+[\w:]+="[^"<]*")*\s*\/?)>/g,
  )) {
    const text = body.slice(last, index);
    assert.doesNotMatch(text, /[<>]|&(?!(?:amp|lt|gt|quot|apos);)/);
    if (slash === '/') {
      assert.equal(open.pop(), name);
      if (name === element)
        found.push(
          text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&'),
        );
    } else if (name !== undefined && !rest?.trim().endsWith('/')) open.push(name);
    last = index + tag.length;
  }
  assert.deepEqual([open, body.slice(last).trim()], [[], '']);
  return found;
}

test('Moot starts at login by its bootstrap, with the home and the network that it has now', () => {
  const wish = { place: '/home/ana/.local/share/moot', usualPlace: '/home/ana/.local/share/moot', listen: [], lan: true, port: null };
  assert.deepEqual(loginItem(wish, '/n', '/r.js'), {
    name: 'moot',
    command: ['/n', '/r.js', 'start', '--no-open', '--home', '/home/ana/.local/share/moot'],
  });
  const other = loginItem({ ...wish, place: '/mnt/moot', listen: ['/ip4/127.0.0.1/tcp/4001'], lan: false, port: 4100 }, '/n', '/r.js');
  assert.match(other.name, /^moot-[0-9a-f]{8}$/);
  assert.deepEqual(other.command.slice(5), ['/mnt/moot', '--port', '4100', '--listen', '/ip4/127.0.0.1/tcp/4001', '--no-lan']);
});

test('the command can be typed into a shell', () => {
  assert.equal(shellCommand(plain), '/usr/bin/node /opt/moot/bootstrap/run.js start --home /home/ana/moot');
  const words = JSON.parse(
    execFileSync('/bin/sh', ['-c', `printf '%s\\0' ${shellCommand(odd)} | base64 -w0 2>/dev/null | sed 's/.*/"&"/'`], { encoding: 'utf8' }),
  );
  assert.deepEqual(Buffer.from(words, 'base64').toString().split('\0').slice(0, -1), odd.command);
});

test('a unit of systemd says this and no more', () => {
  assert.equal(
    systemdUnit(plain),
    `# Written by "moot service install". "moot service remove" takes it away.
[Unit]
Description=Moot
StartLimitIntervalSec=600
StartLimitBurst=5

[Service]
ExecStart=/usr/bin/node /opt/moot/bootstrap/run.js start --home /home/ana/moot
StandardOutput=null
KillMode=mixed
Restart=on-failure
RestartSec=10

[Install]
WantedBy=default.target
`,
  );
  assert.match(
    systemdUnit({ name: 'moot', command: ["/it's/node", 'start'] }),
    /^ExecStart=\/bin\/sh -c "exec \\"\$\$@\\"" moot "\/it's\/node" start$/m,
  );
  assert.match(systemdUnit(odd), /^ExecStart="\/opt\/a b\/node" "\/x\/50%% \\"of\\" \$\$HOME\\\\n's <&>" start$/m);
});

test('systemd finds nothing wrong with a unit, whatever is in the paths', {
  skip: existsSync(ANALYZE) ? false : 'there is no systemd here',
}, () => {
  const folder = mkdtempSync(join(tmpdir(), 'moot-unit-'));
  try {
    for (const [at, name] of ['plain', 'a b', '50% %h', `"of" 'x'`, '$HOME', 'back\\slash \\n'].entries()) {
      const program = join(folder, name, 'node');
      mkdirSync(join(folder, name));
      writeFileSync(program, '#!/bin/sh\n');
      chmodSync(program, 0o755);
      const unit = join(folder, `moot-${at}.service`);
      writeFileSync(unit, systemdUnit({ name: 'moot', command: [program, 'start', name] }));
      // It also looks whether the program is there, so the path is read back as it was meant.
      const said = execFileSync(ANALYZE, ['verify', '--user', '--man=no', '--recursive-errors=no', unit], {
        encoding: 'utf8',
        stdio: 'pipe',
        env: { ...process.env, XDG_RUNTIME_DIR: folder },
      });
      assert.equal(said, '', name);
    }
    const unit = join(folder, 'moot-away.service');
    writeFileSync(unit, systemdUnit({ name: 'moot', command: [join(folder, 'away'), 'start'] }));
    assert.throws(
      () => execFileSync(ANALYZE, ['verify', '--user', '--man=no', '--recursive-errors=no', unit], { stdio: 'pipe' }),
      'a program that is not there is found out',
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a launch agent says this and no more, and gives back what was put in', () => {
  assert.equal(
    launchAgent(plain),
    `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<!-- Written by "moot service install". "moot service remove" takes it away. -->
<plist version="1.0">
<dict>
  <key>Label</key>
  <string>local.moot</string>
  <key>ProgramArguments</key>
  <array>
    <string>/usr/bin/node</string>
    <string>/opt/moot/bootstrap/run.js</string>
    <string>start</string>
    <string>--home</string>
    <string>/home/ana/moot</string>
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
`,
  );
  assert.deepEqual(textsIn(launchAgent(odd), 'string'), ['local.moot', ...odd.command]);
});

test('a task of Windows says this and no more', () => {
  const command = [
    'C:\\Program Files\\nodejs\\node.exe',
    'C:\\Users\\Ana & Bo\\moot\\bootstrap\\run.js',
    'start',
    '--home',
    'D:\\the home\\',
  ] as const;
  const xml = scheduledTask({ name: 'moot', command }, 'HOUSE\\Ana & Bo');
  assert.equal(
    xml,
    `<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Written by "moot service install". "moot service remove" takes it away.</Description>
    <URI>\\moot</URI>
  </RegistrationInfo>
  <Triggers>
    <LogonTrigger>
      <UserId>HOUSE\\Ana &amp; Bo</UserId>
    </LogonTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <UserId>HOUSE\\Ana &amp; Bo</UserId>
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>%SystemRoot%\\System32\\conhost.exe</Command>
      <Arguments>--headless &quot;C:\\Program Files\\nodejs\\node.exe&quot; &quot;C:\\Users\\Ana &amp; Bo\\moot\\bootstrap\\run.js&quot; start --home &quot;D:\\the home\\\\&quot;</Arguments>
    </Exec>
  </Actions>
</Task>
`,
  );
  assert.deepEqual(textsIn(xml, 'Arguments'), [`--headless "${command[0]}" "${command[1]}" start --home "D:\\the home\\\\"`]);
});

test('what Windows would read as a variable is told apart', () => {
  const named = (word: string): boolean => namesVariable({ name: 'moot', command: ['node', word] });
  assert.deepEqual(['C:\\100%', 'C:\\%TEMP%\\x', 'C:\\$(Arg0)', 'C:\\$5'].map(named), [false, true, true, false]);
});
