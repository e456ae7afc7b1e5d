import { BANNED_IN_PURE_ROOMS, IMPORTERS, PEERS, PURE_ROOMS, ROOMS, WORK_PACKAGES } from './borders.ts';
import { isTest, type Source } from './source.ts';

/** A check: takes the files of the project and gives what is wrong with them, a sentence each. */
export type Check = (sources: readonly Source[]) => string[];

/** A room imports itself and rooms before it, and the program imports nothing from outside `src/`. */
export const roomsImportOnlyEarlierRooms: Check = (sources) =>
  inSrc(sources).flatMap(({ path, imports }) =>
    imports.flatMap((target) => {
      if (!target.startsWith('src/')) return isTest(path) ? [] : [`${path} imports ${target}, which lies outside src/`];
      return rank(target) <= rank(path) ? [] : [`${path} imports ${target}, but "${room(path)}" stands before "${room(target)}"`];
    }),
  );

/** Every file of `src/` lies in a room. */
export const everythingHasARoom: Check = (sources) =>
  inSrc(sources).flatMap(({ path }) => (rank(path) < 0 ? [`${path} lies in no room (rooms: ${ROOMS.join(', ')})`] : []));

/** Each package is imported only where the table allows it; development packages only by tests and tools. */
export const packagesStayInTheirRooms: Check = (sources) =>
  inSrc(sources)
    .filter(({ path }) => !isTest(path))
    .flatMap(({ path, packages }) =>
      packages.map(packageName).flatMap((name) => {
        const rooms = IMPORTERS[name];
        if (!rooms) return [`${path} imports ${name}, which the program does not use`];
        return rooms.some((start) => path.startsWith(start)) ? [] : [`${path} imports ${name}, which only ${rooms.join(', ')} may`];
      }),
    );

/** Tests and tools import only what package.json names, and what Moot is measured beside only what the package.json there names. */
export const packagesAreDeclared: Check = (sources) => {
  const beside = Object.keys(JSON.parse(sources.find(({ path }) => path === `${PEERS}package.json`)?.text ?? '{}').dependencies ?? {});
  const isAgreed = (path: string, name: string): boolean =>
    path.startsWith(`${PEERS}contenders/`) ? name === 'node:' || beside.includes(name) : name in IMPORTERS || WORK_PACKAGES.includes(name);
  return sources.flatMap(({ path, packages }) =>
    packages
      .map(packageName)
      .filter((name) => !isAgreed(path, name))
      .map((name) => `${path} imports ${name}, which is not among the packages agreed on`),
  );
};

/** package.json names the agreed packages, no more, no fewer, at exact versions. */
export const onlyAgreedPackages: Check = (sources) => {
  const manifest = JSON.parse(sources.find(({ path }) => path === 'package.json')?.text ?? '{}');
  const compare = (found: Record<string, string> = {}, agreed: readonly string[]): string[] => [
    ...Object.keys(found).flatMap((name) => (agreed.includes(name) ? [] : [`package.json: ${name} is not among the packages agreed on`])),
    ...agreed.flatMap((name) => (name in found ? [] : [`package.json: ${name} is missing`])),
    ...Object.entries(found).flatMap(([name, version]) =>
      /^(?:npm:[\w@/-]+@)?\d/.test(version) ? [] : [`package.json: ${name} needs an exact version`],
    ),
  ];
  const used = Object.keys(IMPORTERS).filter((name) => name !== 'node:');
  return [...compare(manifest.dependencies, used), ...compare(manifest.devDependencies, WORK_PACKAGES)];
};

/** Practices know nothing of each other. */
export const practicesDoNotKnowEachOther: Check = (sources) =>
  sources.flatMap(({ path, imports }) => {
    const own = practice(path);
    if (own === undefined) return [];
    return imports.flatMap((target) => {
      const other = practice(target);
      return other === undefined || other === own ? [] : [`${path} imports ${target}: what practices share comes from src/cell/`];
    });
  });

/** Pure rooms call nothing that differs from machine to machine or from one time to the next. */
export const pureRoomsArePure: Check = (sources) =>
  inSrc(sources)
    .filter(({ path }) => PURE_ROOMS.includes(room(path)) && !isTest(path))
    .flatMap(({ path, code }) =>
      code.split('\n').flatMap((line, index) =>
        BANNED_IN_PURE_ROOMS.flatMap(({ call, instead }) => {
          const found = call.exec(line)?.[0];
          return found ? [`${path}:${index + 1} has "${found}": use ${instead}`] : [];
        }),
      ),
    );

/** The page imports from `src/` types alone, nothing of the platform, and only its own packages; what builds it may do more. */
export const thePageKnowsTypesAlone: Check = (sources) =>
  sources
    .filter(({ path }) => path.startsWith('web/src/') && !isTest(path))
    .flatMap(({ path, withoutComments, packages }) => [
      ...[...withoutComments.matchAll(/^(?:import|export)\b(?! type\b)[^;]*?from '([./]*\/src\/[^']+)'/gm)].map(
        ([, target]) => `${path} imports ${target} as more than types`,
      ),
      ...packages
        .map(packageName)
        .filter((name) => !IMPORTERS[name]?.includes('web/'))
        .map((name) => `${path} imports ${name}, which is not for the page`),
    ]);

function inSrc(sources: readonly Source[]): Source[] {
  return sources.filter(({ path }) => path.startsWith('src/'));
}

function room(path: string): string {
  return path.split('/')[1] ?? '';
}

function rank(path: string): number {
  const rooms: readonly string[] = ROOMS;
  return rooms.indexOf(room(path));
}

/** The practice to whose folder a file belongs. */
function practice(path: string): string | undefined {
  return /^src\/practices\/([^/]+)\//.exec(path)?.[1];
}

/** `@scope/name/deep/path` → `@scope/name`; everything of the platform is `node:`. */
function packageName(specifier: string): string {
  if (specifier.startsWith('node:')) return 'node:';
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
