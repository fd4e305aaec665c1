/** Finds words, locales and joins written into the admin's code, by walking its syntax tree. */
import ts from 'typescript';

/** Attributes and properties whose strings people read or hear. */
const VISIBLE = new Set([
  ...['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext', 'aria-placeholder'],
  ...['label', 'title', 'subtitle', 'placeholder', 'alt', 'hint', 'description', 'message', 'defaultMessage'],
  ...['content', 'text', 'consequence', 'empty', 'alternative', 'clearLabel', 'onLabel', 'offLabel', 'tooltip'],
]);
/** Functions that tell people what they are given. */
const TELLING = new Set(['toggleNotification', 'feedback', 'alert', 'confirm', 'prompt']);
/** Methods that format without asking whose language it is. */
const UNASKED = /^(?:toLocale\w*|toFixed|toPrecision|toExponential|toDateString|toTimeString|toUTCString)$/;

const WORD = /\p{L}{2}/u;
/** Two words beside each other; lists of selectors and CSS lengths are not. */
const PROSE = /(?<![\p{L}\p{N}-])\p{L}{2,}\s+\p{L}{2,}/u;
const ANYTHING = /\S/;

/** The literal texts an expression may become; what decides between them is not among them. */
const textsOf = (node: ts.Expression): string[] => {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)];
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
  if (ts.isBinaryExpression(node)) {
    const decides = node.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken;
    return [...(decides ? [] : textsOf(node.left)), ...textsOf(node.right)];
  }
  if (ts.isArrayLiteralExpression(node)) return node.elements.flatMap(textsOf);
  const isWrapped = ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node);
  return isWrapped ? textsOf(node.expression) : [];
};

const nameOf = (node: ts.Node | undefined): string => {
  if (!node) return '';
  if (ts.isIdentifier(node) || ts.isStringLiteral(node)) return node.text;
  return ts.isPropertyAccessExpression(node) ? node.name.text : '';
};

/** Texts of one node that stand where people read them; `isKey` says which are ids of messages. */
const visibleTexts = (node: ts.Node, isKey: (text: string) => boolean): string[] => {
  const words = (expression: ts.Expression | undefined) =>
    expression ? textsOf(expression).filter((text) => WORD.test(text)) : [];

  if (ts.isJsxText(node)) return ANYTHING.test(node.text) ? [node.text.trim()] : [];
  if (ts.isJsxExpression(node)) {
    const isChild = ts.isJsxElement(node.parent) || ts.isJsxFragment(node.parent);
    return isChild && node.expression ? textsOf(node.expression).filter((text) => ANYTHING.test(text)) : [];
  }
  if (ts.isJsxAttribute(node) && VISIBLE.has(node.name.getText())) {
    const { initializer } = node;
    if (initializer && ts.isJsxExpression(initializer)) return words(initializer.expression);
    return initializer && ts.isStringLiteral(initializer) ? words(initializer) : [];
  }
  if (ts.isPropertyAssignment(node) && VISIBLE.has(nameOf(node.name)))
    return words(node.initializer).filter((text) => !isKey(text));
  if (ts.isCallExpression(node)) {
    const called = nameOf(node.expression);
    if (TELLING.has(called)) return node.arguments.flatMap(words);
    if (called === 'named') return words(node.arguments[2]);
  }
  return [];
};

/**
 * Sentences anywhere else: a variable that ends up on the page. Errors are for whoever programs; `title` in index.ts
 * holds what Strapi shows before our texts are loaded, and a test holds it equal to them.
 */
const proseIn = (node: ts.Node): string[] => {
  if (!ts.isStringLiteralLike(node) && !ts.isTemplateExpression(node)) return [];
  const { parent } = node;
  const isElsewhere = ts.isImportDeclaration(parent) || ts.isJsxAttribute(parent) || ts.isLiteralTypeNode(parent);
  const isStyle = ts.isTaggedTemplateExpression(parent);
  const isThrown = ts.isNewExpression(parent) && /Error$/.test(nameOf(parent.expression));
  const isDefault = ts.isCallExpression(parent) && nameOf(parent.expression) === 'title';
  return isElsewhere || isStyle || isThrown || isDefault ? [] : textsOf(node).filter((text) => PROSE.test(text));
};

/** Formats that would not follow the reader's language. */
const ownFormats = (node: ts.Node): string[] => {
  if (!ts.isPropertyAccessExpression(node)) return [];
  // A list of what there is formats nothing.
  if (ts.isIdentifier(node.expression) && node.expression.text === 'Intl' && node.name.text !== 'supportedValuesOf')
    return [node.getText()];
  if (UNASKED.test(node.name.text)) return [node.name.text];
  const call = node.parent;
  const isJoin = node.name.text === 'join' && ts.isCallExpression(call) && call.expression === node;
  const between = isJoin && call.arguments[0] ? textsOf(call.arguments[0]) : [];
  return between.filter((text) => ANYTHING.test(text)).map((text) => `join('${text}')`);
};

/** Each offence as `path:line: text`. */
export const hardCoded = (path: string, code: string, isKey: (text: string) => boolean): string[] => {
  const kind = path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true, kind);
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    const texts = [...visibleTexts(node, isKey), ...ownFormats(node), ...proseIn(node)];
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    for (const text of texts) found.add(`${path}:${line}: ${text}`);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return [...found];
};
