import { featureName } from '../text/featureName';
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
  const text = useText();
  const valuesOf = useFormattedValues();
  return ({ decisionCode, decisionValues, decision }: DecisionProps) => {
    const { feature } = decisionValues;
    const values = {
      // Versions chosen before a reason was asked for have none.
      why: text.t('why.none'),
      ...valuesOf(decisionValues),
      ...(typeof feature === 'string' ? { feature: featureName(feature, text) } : {}),
    };
    return text.named('decision', decisionCode, decision, values);
  };
};
