import { useText } from '../text/useText';
import { useFormattedValues } from '../text/useValues';

interface DecisionProps {
  readonly decisionCode: string;
  readonly decisionValues: Readonly<Record<string, string | number>>;
  /** The server's English sentence, for codes this admin doesn't know. */
  readonly decision: string;
}

/** Why a version went live or not. */
export const useDecision = () => {
  const { named } = useText();
  const valuesOf = useFormattedValues();
  return ({ decisionCode, decisionValues, decision }: DecisionProps) =>
    named('decision', decisionCode, decision, valuesOf(decisionValues));
};
