/**
 * Customers of a holdout test, arrays of one length: predicted and actual repeat purchases in the holdout, frequency
 * and age (calibration; same unit of time as holdoutLength), count customers alike (all 1 when left out).
 */
export interface HoldoutCustomers {
  predicted: Float64Array;
  actual: Float64Array;
  frequency: Float64Array;
  age: Float64Array;
  count?: Float64Array;
}

/** Total and mean absolute error per customer of one way to predict. */
export interface PredictionError {
  total: number;
  meanAbsoluteError: number;
  rootMeanSquareError: number;
}

export interface HoldoutComparison {
  customers: number;
  actualTotal: number;
  model: PredictionError;
  /** Everyone goes on at their past rate, frequency / age × holdoutLength (0 at age 0). */
  asBefore: PredictionError;
  /** Nobody comes back. */
  zero: PredictionError;
}

/** Mean purchases in the holdout of customers with the same past frequency. */
export interface FrequencyComparison {
  /** The last one stands for itself and all higher ones. */
  frequency: number;
  customers: number;
  actual: number;
  predicted: number;
}

/** Compares predictions with what happened, and with two naïve rules. Null without customers. */
export function compareHoldout(data: HoldoutCustomers, holdoutLength: number): HoldoutComparison | null {
  const { predicted, actual, frequency, age } = data;
  const count = data.count ?? new Float64Array(actual.length).fill(1);
  const customers = count.reduce((sum, value) => sum + value, 0);
  if (!(customers > 0)) return null;
  const errorOf = (predict: (index: number) => number): PredictionError => {
    let [total, absolute, square] = [0, 0, 0];
    for (let index = 0; index < actual.length; index++) {
      const prediction = predict(index);
      const error = prediction - actual[index];
      total += count[index] * prediction;
      absolute += count[index] * Math.abs(error);
      square += count[index] * error * error;
    }
    const rootMeanSquareError = Math.sqrt(square / customers);
    return { total, meanAbsoluteError: absolute / customers, rootMeanSquareError };
  };
  return {
    customers,
    actualTotal: actual.reduce((sum, value, index) => sum + value * count[index], 0),
    model: errorOf((index) => predicted[index]),
    asBefore: errorOf((index) => (age[index] > 0 ? (frequency[index] / age[index]) * holdoutLength : 0)),
    zero: errorOf(() => 0),
  };
}

/** Actual and predicted means by past frequency 0, 1, …, `highest` and above; frequencies nobody has are left out. */
export function compareByFrequency(data: HoldoutCustomers, highest = 7): FrequencyComparison[] {
  const groups = new Map<number, FrequencyComparison>();
  data.frequency.forEach((value, index) => {
    const customers = data.count?.[index] ?? 1;
    if (customers === 0) return;
    const frequency = Math.min(value, highest);
    const group = groups.get(frequency) ?? { frequency, customers: 0, actual: 0, predicted: 0 };
    group.customers += customers;
    group.actual += customers * data.actual[index];
    group.predicted += customers * data.predicted[index];
    groups.set(frequency, group);
  });
  return [...groups.values()]
    .sort((left, right) => left.frequency - right.frequency)
    .map((group) => ({
      ...group,
      actual: group.actual / group.customers,
      predicted: group.predicted / group.customers,
    }));
}
