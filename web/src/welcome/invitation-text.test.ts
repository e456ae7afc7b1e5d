import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasInvitation, hasLink, invitationIn, linkIn } from './invitation-text.ts';

const LETTERS = 'quamrcaqlb2dk'.repeat(30);
const INVITATION = `moot:${LETTERS}`;

test('an invitation is found in whatever it was sent in', () => {
  for (const text of [
    INVITATION,
    `  ${INVITATION}\n`,
    INVITATION.replace(/.{64}/g, '$&\n'),
    `${INVITATION.slice(0, 70)}\r\n> ${INVITATION.slice(70, 140)}\r\n> ${INVITATION.slice(140)}\r\n\r\nSee you, Ana`,
    `Come in: ${INVITATION} it is good for a week.`,
    `Come in:\n${INVITATION}\nAna`,
    `http://127.0.0.1:4711/#${INVITATION}`,
  ])
    assert.equal(invitationIn(text), INVITATION, text);
  assert.equal(invitationIn(`Scan: ${INVITATION.toUpperCase()}.`), INVITATION.toUpperCase());
});

test('what holds none stays as it was typed', () => {
  for (const text of ['hello', 'https://example.org/#sheet', '']) {
    assert.equal(invitationIn(text), text);
    assert.equal(hasInvitation(text), false);
  }
});

test('a link for a device is told from an invitation, in whatever it was sent in', () => {
  const link = `moot:link-${LETTERS.slice(0, 150)}`;
  for (const text of [link, ` ${link}\n`, link.replace(/.{40}/g, '$&\n'), `Here: ${link} Ana`]) assert.equal(linkIn(text), link, text);
  assert.equal(linkIn(link.toUpperCase()), link.toUpperCase());
  assert.deepEqual([hasLink(link), hasInvitation(link), hasLink(INVITATION), hasInvitation(INVITATION)], [true, false, false, true]);
  assert.equal(linkIn(INVITATION), INVITATION);
  assert.equal(invitationIn(`Here: ${link}`), link);
});
