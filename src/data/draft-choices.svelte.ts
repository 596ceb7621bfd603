import {
  defaultDataOptions,
  type DataOptions,
  type DatasetTable,
  type Inspection,
  type TableSettings,
} from '../../workers/api';
import { matchContract, type ContractMatch } from '../notebook/contracts';
import type { DraftSource, WantedData } from './draft-source';
import type { FirstLook } from './first-look';
import { forgetHabit, isWorthKeeping, keepHabit } from './habits';
import { isFurther, likelyPurpose, type Purpose } from './purpose';
import { detectedMapping, missingRoles, type MissingRole } from './roles';
import { settingsFor, untouched } from './table-choices';

/**
 * What is chosen for files on their way in: what they are to the open notebook, and how they are to be read. Whoever
 * changes it has to see that they are read again.
 */
export class DraftChoices {
  /** The tables of the open notebook. */
  readonly tables: readonly DatasetTable[];
  #wanted: WantedData | null;
  #openOptions: DataOptions | null;
  #purpose = $state.raw<Purpose>({ as: 'new' });
  #isPurposeSaid: boolean;
  #firstLook = $state.raw<FirstLook | null>(null);
  #settings = $state.raw<TableSettings>(untouched);
  #isTouched: boolean;
  #chosenOptions = $state.raw<Partial<DataOptions>>({});
  /** How the file meets what the open notebook asks for; null where it asks for nothing, or the file is none of it. */
  readonly match: ContractMatch | null = $derived.by(() =>
    this.#firstLook ? matchContract(this.#firstLook.inspection.columns, this.#wanted?.tables ?? []) : null,
  );

  constructor({ purpose, open, wanted = null }: DraftSource) {
    this.#wanted = wanted;
    this.tables = open?.tables ?? [];
    this.#openOptions = open?.options ?? null;
    this.#isPurposeSaid = purpose !== undefined;
    this.#purpose = purpose ?? { as: 'new' };
    this.#isTouched = purpose?.as === 'change';
    if (purpose?.as === 'change') this.#settings = purpose.table.settings;
  }

  get purpose(): Purpose {
    return this.#purpose;
  }

  get settings(): TableSettings {
    return this.#settings;
  }

  /** Those of the open notebook where its data goes on; a last day that was set belongs to the file it was set for. */
  get options(): DataOptions {
    const { as } = this.#purpose;
    const former = (as !== 'new' && this.#openOptions) || {
      ...defaultDataOptions,
      ...this.#wanted?.settings,
    };
    const asOf = as === 'replacement' && !this.isFurther ? null : former.asOf;
    return { ...former, asOf, ...this.#chosenOptions };
  }

  /** The file only describes customers whom another table knows. */
  get isFurther(): boolean {
    return isFurther(this.#purpose, this.tables);
  }

  /** What has to be chosen before the file can be read. */
  get missing(): MissingRole[] {
    return missingRoles(this.#settings.mapping, this.isFurther);
  }

  /** The open notebook asks for tables. */
  get isWanted(): boolean {
    return (this.#wanted?.tables.length ?? 0) > 0;
  }

  /** The settings come from the last file with these columns. */
  get isHabit(): boolean {
    return Boolean(this.#firstLook?.habit);
  }

  /** Chooses what is likeliest for a file that nobody has said anything of. */
  begin(look: FirstLook): void {
    this.#firstLook = look;
    if (!this.#isPurposeSaid) this.#purpose = likelyPurpose(look.inspection, this.tables);
    this.#settings = this.#unaskedSettings();
  }

  /** Carries the settings over to the columns that the file has now. */
  fitTo({ columns }: Inspection): void {
    this.#settings = settingsFor(columns, this.#settings);
  }

  change(settings: TableSettings): void {
    this.#isTouched = true;
    this.#settings = settings;
  }

  setOption<Name extends keyof DataOptions>(name: Name, value: DataOptions[Name]): void {
    this.#chosenOptions = { ...this.#chosenOptions, [name]: value };
  }

  /** @param inspection of the file, where it is known already */
  setPurpose(purpose: Purpose, inspection: Inspection | null): void {
    this.#purpose = purpose;
    this.#isPurposeSaid = true;
    if (inspection && !this.#isTouched)
      this.#settings = settingsFor(inspection.columns, this.#unaskedSettings());
  }

  /** As if the file were the first of its kind. */
  forgetHabit(inspection: Inspection): void {
    if (!this.#firstLook) return;
    forgetHabit(this.#firstLook.firstSeen, namesOf(inspection));
    this.#firstLook = { ...this.#firstLook, habit: null };
    this.#isTouched = false;
    this.#settings = settingsFor(inspection.columns, this.#unaskedSettings());
  }

  /** What was chosen is remembered for the next file with these columns. */
  remember(inspection: Inspection): void {
    const names = namesOf(inspection);
    const firstSeen = this.#firstLook?.firstSeen ?? names;
    if (isWorthKeeping(this.#settings, detectedMapping(inspection.columns))) {
      keepHabit(firstSeen, names, this.#settings);
    } else forgetHabit(firstSeen, names);
  }

  #unaskedSettings(): TableSettings {
    // Queries go on with the name they know.
    const replaced =
      this.#purpose.as === 'replacement'
        ? { ...this.#purpose.table.settings, name: this.#purpose.table.name }
        : untouched;
    const settings = { ...replaced, reading: {}, ...this.#firstLook?.habit };
    if (!this.match) return settings;
    // What the notebook asks for goes before what was chosen for such files some other time.
    const { contract, roles } = this.match;
    return { ...settings, name: contract.name, mapping: { ...settings.mapping, ...roles } };
  }
}

/** What is chosen, for those who only read it. */
export type Chosen = Pick<
  DraftChoices,
  'tables' | 'purpose' | 'settings' | 'options' | 'isFurther' | 'missing' | 'match' | 'isWanted' | 'isHabit'
>;

function namesOf({ columns }: Inspection): string[] {
  return columns.map(({ name }) => name);
}
