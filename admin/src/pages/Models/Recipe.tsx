import { Accordion } from '@strapi/design-system';

import { CodeBlock } from '../../components/CodeBlock';
import { useText, type TextKey } from '../../text/useText';

interface RecipeProps {
  readonly recipe: Readonly<Record<string, unknown>>;
  readonly lineage: Readonly<Record<string, unknown>>;
}

/** How the version was made and from what, for whoever wants to make it again. */
export const Recipe = ({ recipe, lineage }: RecipeProps) => {
  const { t } = useText();
  const parts: readonly { key: string; title: TextKey; content: object }[] = [
    { key: 'recipe', title: 'recipe.title', content: recipe },
    { key: 'lineage', title: 'lineage.title', content: lineage },
  ];
  return (
    <Accordion.Root>
      {parts.map(({ key, title, content }) => (
        <Accordion.Item key={key} value={key}>
          <Accordion.Header>
            <Accordion.Trigger>{t(title)}</Accordion.Trigger>
          </Accordion.Header>
          <Accordion.Content>
            <CodeBlock code={JSON.stringify(content, null, 2)} label={t(title)} />
          </Accordion.Content>
        </Accordion.Item>
      ))}
    </Accordion.Root>
  );
};
