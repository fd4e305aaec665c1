/// <reference path="./natural.d.ts" />
/**
 * What `natural` 8.1.1 has for each language, and what of it is used:
 *
 *     language     tokenizer        stop words   stemmer
 *     en           natural, folded  170          Porter
 *     de           natural          natural's    Snowball
 *     es           natural           68          Snowball
 *     fr           natural          168          Snowball
 *     pt           natural          117          Snowball
 *     sv           natural          428          Snowball
 *     no, nb, nn   natural          127          Snowball
 *     ru           natural          129          Snowball
 *     uk           natural          118          Snowball's Russian, adapted
 *     pl           natural          290          -   (the stemmer there is a base class)
 *     vi           natural          -            -
 *     ja           natural (tiny)   109          -   (katakana only)
 *     it           plain            290          Snowball   (natural's tokenizer cuts words at accents)
 *     nl           plain            142          Snowball   (the same)
 *     id           plain            809          Nazief-Adriani (dictionary)
 *     fa           plain             26          -   (natural's returns the word)
 *     zh           plain             78          -
 *     others       plain            -            -
 *
 * "plain" is any run of Unicode letters and digits. English text is folded first (é -> e), because natural's English
 * tokenizer would cut "café" and "São" at the foreign letter.
 */
import stemDe from 'natural/lib/natural/stemmers/porter_stemmer_de.js';
import stemEs from 'natural/lib/natural/stemmers/porter_stemmer_es.js';
import stemFr from 'natural/lib/natural/stemmers/porter_stemmer_fr.js';
import stemIt from 'natural/lib/natural/stemmers/porter_stemmer_it.js';
import stemEn from 'natural/lib/natural/stemmers/porter_stemmer.js';
import stemNl from 'natural/lib/natural/stemmers/porter_stemmer_nl.js';
import stemNo from 'natural/lib/natural/stemmers/porter_stemmer_no.js';
import stemPt from 'natural/lib/natural/stemmers/porter_stemmer_pt.js';
import stemRu from 'natural/lib/natural/stemmers/porter_stemmer_ru.js';
import stemSv from 'natural/lib/natural/stemmers/porter_stemmer_sv.js';
import stemUk from 'natural/lib/natural/stemmers/porter_stemmer_uk.js';
import stemId from 'natural/lib/natural/stemmers/indonesian/stemmer_id.js';
import TokenizerDe from 'natural/lib/natural/tokenizers/aggressive_tokenizer_de.js';
import TokenizerEs from 'natural/lib/natural/tokenizers/aggressive_tokenizer_es.js';
import TokenizerFr from 'natural/lib/natural/tokenizers/aggressive_tokenizer_fr.js';
import TokenizerEn from 'natural/lib/natural/tokenizers/aggressive_tokenizer.js';
import TokenizerNo from 'natural/lib/natural/tokenizers/aggressive_tokenizer_no.js';
import TokenizerPl from 'natural/lib/natural/tokenizers/aggressive_tokenizer_pl.js';
import TokenizerPt from 'natural/lib/natural/tokenizers/aggressive_tokenizer_pt.js';
import TokenizerRu from 'natural/lib/natural/tokenizers/aggressive_tokenizer_ru.js';
import TokenizerSv from 'natural/lib/natural/tokenizers/aggressive_tokenizer_sv.js';
import TokenizerUk from 'natural/lib/natural/tokenizers/aggressive_tokenizer_uk.js';
import TokenizerVi from 'natural/lib/natural/tokenizers/aggressive_tokenizer_vi.js';
import TokenizerJa from 'natural/lib/natural/tokenizers/tokenizer_ja.js';
import stopEs from 'natural/lib/natural/util/stopwords_es.js';
import stopFa from 'natural/lib/natural/util/stopwords_fa.js';
import stopFr from 'natural/lib/natural/util/stopwords_fr.js';
import stopId from 'natural/lib/natural/util/stopwords_id.js';
import stopIt from 'natural/lib/natural/util/stopwords_it.js';
import stopJa from 'natural/lib/natural/util/stopwords_ja.js';
import stopEn from 'natural/lib/natural/util/stopwords.js';
import stopNl from 'natural/lib/natural/util/stopwords_nl.js';
import stopNo from 'natural/lib/natural/util/stopwords_no.js';
import stopPl from 'natural/lib/natural/util/stopwords_pl.js';
import stopPt from 'natural/lib/natural/util/stopwords_pt.js';
import stopRu from 'natural/lib/natural/util/stopwords_ru.js';
import stopSv from 'natural/lib/natural/util/stopwords_sv.js';
import stopUk from 'natural/lib/natural/util/stopwords_uk.js';
import stopZh from 'natural/lib/natural/util/stopwords_zh.js';

export interface Language {
  /** Cut lower-case text into words. */
  readonly split: (text: string) => string[];
  readonly isStopWord: (word: string) => boolean;
  readonly stem: (word: string) => string;
}

type Natural = { new (): { tokenize(text: string): string[] } };

/** Runs of letters, marks and digits of any script; Han signs one by one, so that bigrams make words of them. */
const PLAIN_WORD = /\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{M}\p{N}])+/gu;

const plain = (text: string): string[] => text.match(PLAIN_WORD) ?? [];
const natural = (Tokenizer: Natural) => (text: string) => new Tokenizer().tokenize(text);
const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '');
const among = ({ words }: { readonly words: readonly string[] }) => {
  const set = new Set(words);
  return (word: string) => set.has(word);
};
const never = () => false;
const asIs = (word: string) => word;

const norwegian: Language = { split: natural(TokenizerNo), isStopWord: among(stopNo), stem: (w) => stemNo.stem(w) };

const LANGUAGES: Readonly<Record<string, Language>> = {
  en: { split: (text) => natural(TokenizerEn)(fold(text)), isStopWord: among(stopEn), stem: (w) => stemEn.stem(w) },
  de: {
    split: natural(TokenizerDe),
    // The German list belongs to a dependency of natural; its stemmer leaves those words out.
    isStopWord: (word) => stemDe.tokenizeAndStem(word, false).length === 0,
    stem: (w) => stemDe.stem(w),
  },
  es: { split: natural(TokenizerEs), isStopWord: among(stopEs), stem: (w) => stemEs.stem(w) },
  fr: { split: natural(TokenizerFr), isStopWord: among(stopFr), stem: (w) => stemFr.stem(w) },
  pt: { split: natural(TokenizerPt), isStopWord: among(stopPt), stem: (w) => stemPt.stem(w) },
  sv: { split: natural(TokenizerSv), isStopWord: among(stopSv), stem: (w) => stemSv.stem(w) },
  no: norwegian,
  nb: norwegian,
  nn: norwegian,
  ru: { split: natural(TokenizerRu), isStopWord: among(stopRu), stem: (w) => stemRu.stem(w) },
  uk: { split: natural(TokenizerUk), isStopWord: among(stopUk), stem: (w) => stemUk.stem(w) },
  pl: { split: natural(TokenizerPl), isStopWord: among(stopPl), stem: asIs },
  vi: { split: natural(TokenizerVi), isStopWord: never, stem: asIs },
  ja: { split: natural(TokenizerJa), isStopWord: among(stopJa), stem: asIs },
  it: { split: plain, isStopWord: among(stopIt), stem: (w) => stemIt.stem(w) },
  nl: { split: plain, isStopWord: among(stopNl), stem: (w) => stemNl.stem(w) },
  id: { split: plain, isStopWord: among(stopId), stem: (w) => stemId.stem(w) },
  fa: { split: plain, isStopWord: among(stopFa), stem: asIs },
  zh: { split: plain, isStopWord: among(stopZh), stem: asIs },
};

const OTHER: Language = { split: plain, isStopWord: never, stem: asIs };

/** Languages with more than plain words. */
export const KNOWN_LANGUAGES: readonly string[] = Object.keys(LANGUAGES);

/** `en` for `en`, `en-GB`, `EN_us`; the empty string for a language without an entry. */
export function languageKey(locale: string): string {
  const primary = locale.toLowerCase().split(/[-_]/)[0]!;
  return Object.hasOwn(LANGUAGES, primary) ? primary : '';
}

/** What is known of a locale's language; plain words for any other. */
export const languageOf = (locale: string): Language => LANGUAGES[languageKey(locale)] ?? OTHER;
