/** A noun after a number: 1 день, 2 дня, 5 дней, 1,5 дня. */
export interface Forms {
  readonly one: string;
  readonly few: string;
  readonly many: string;
  /** After a fraction. */
  readonly other: string;
}

const rules = new Intl.PluralRules('ru');
const numbers = new Intl.NumberFormat('ru', { maximumFractionDigits: 2 });

/** A number with its noun in the form that it asks for. */
export function counted(count: number, forms: Forms): string {
  const form = rules.select(count);
  return `${numbers.format(count)} ${form in forms ? forms[form as keyof Forms] : forms.other}`;
}
