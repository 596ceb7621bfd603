import { hostileCells } from './cells';
import { hostileFronts } from './front-matter';
import { hostileProse } from './prose';

/** All notebooks. */
export const hostileNotebooks = [...hostileProse, ...hostileFronts, ...hostileCells];
