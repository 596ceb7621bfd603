import { createHash } from 'node:crypto';

/** A page that says it is a report with a notebook in it. */
export interface HostileReport {
  name: string;
  html: string;
  ends: 'none' | 'damaged' | 'text';
}

const hacking = '<script>parent.hacked=1;window.hacked=1</script><img src=x onerror=window.hacked=1>';
const notebook = `---\nformat: 1\ntitle: "${hacking.replaceAll('"', "'")}"\n---\n\n${hacking}\n`;
const hash = createHash('sha256').update(notebook).digest('hex');
const base64 = Buffer.from(notebook).toString('base64');
const template = (attributes: string, content: string) => `<template ${attributes}>${content}</template>`;
const whole = template(`id="wafa-notebook" data-sha256="${hash}"`, base64);

export const hostileReports: HostileReport[] = [
  {
    name: 'scripts around a notebook of scripts',
    html: `${hacking}${whole}<script>window.hacked=1</script>`,
    ends: 'text',
  },
  {
    name: 'a notebook after others of its name',
    html: `${template('id=other', hacking)}${whole}${template('id=wafa-notebook', 'x')}`,
    ends: 'text',
  },
  { name: 'no notebook', html: `<html><body onload=window.hacked=1>${hacking}`, ends: 'none' },
  {
    name: 'a notebook that is not what its hash says',
    html: template(`id=wafa-notebook data-sha256="${'0'.repeat(64)}"`, base64),
    ends: 'damaged',
  },
  { name: 'a notebook without a hash', html: template('id=wafa-notebook', base64), ends: 'damaged' },
  {
    name: 'a notebook that is not base64',
    html: template(`id=wafa-notebook data-sha256="${hash}"`, hacking),
    ends: 'damaged',
  },
  {
    name: 'a notebook without an end',
    html: `<template id=wafa-notebook data-sha256="${hash}">${base64}`,
    ends: 'none',
  },
  { name: 'a million beginnings', html: '<template id=wafa-notebook '.repeat(200_000), ends: 'none' },
  {
    name: 'a tag of a megabyte',
    html: `<template ${'id=wafa-notebook '.repeat(60_000)}>x</template>`,
    ends: 'none',
  },
  { name: 'beginnings without an end', html: '<template id=wafa-notebook>'.repeat(20_000), ends: 'none' },
];
