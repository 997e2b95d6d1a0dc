using System.Collections.Frozen;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace PromptLab.Grading.Languages;

/// <summary>Tells languages of one script apart, by frequent words and by the letters that each uses. Thread-safe.</summary>
/// <remarks>
/// Each word of the text speaks for the languages in whose list it is and whose letters it has. The best language is named only
/// where it beats each other one by the words in which the two differ, which is what McNemar's test looks at.
/// </remarks>
internal sealed class WordEvidence
{
    private const double ForeignLetter = -0.5;
    private const int FewWords = 10;
    private const double LeastShare = 0.16;
    private const double LeastShareOfFew = 0.3;
    private const double LeastOwnEvidence = 1;

    private readonly IReadOnlyList<LanguageProfile> _languages;
    private readonly FrozenDictionary<string, ulong> _words;
    private readonly FrozenDictionary<char, ulong> _letters;
    private readonly ulong _all;

    /// <param name="languages">At most 64 of them.</param>
    public WordEvidence(IReadOnlyList<LanguageProfile> languages)
    {
        _languages = languages;
        _all = languages.Count == 64 ? ulong.MaxValue : (1UL << languages.Count) - 1;
        _words = Index(language => language.Words, StringComparer.Ordinal);
        _letters = Index(language => language.Letters, EqualityComparer<char>.Default);
    }

    /// <summary>The language of words in small letters; null if they don't tell.</summary>
    public LanguageGuess? Detect(IReadOnlyCollection<string> words)
    {
        var votes = words.Select(VoteOf).ToList();
        var sums = new double[_languages.Count];
        foreach (var vote in votes)
        {
            for (var language = 0; language < sums.Length; language++)
                sums[language] += vote.For(language);
        }

        var best = Array.IndexOf(sums, sums.Max());
        var own = votes.Sum(vote => vote.OwnEvidenceFor(best));
        var share = sums[best] / Math.Max(1, words.Count);
        if (own < LeastOwnEvidence || share < (words.Count < FewWords ? LeastShareOfFew : LeastShare))
            return null;
        var least = Enumerable.Range(0, sums.Length).Where(other => other != best).Min(other => Advantage(votes, best, other));
        return least <= 0 ? null : new LanguageGuess(_languages[best].Code, 1 - Math.Exp(-0.8 * least));
    }

    // (b − c)² / (b + c), b and c being what speaks for one of the two and not for the other: McNemar, 1947, doi:10.1007/BF02295996.
    private static double Advantage(List<Vote> votes, int best, int other)
    {
        var (ahead, behind) = (0.0, 0.0);
        foreach (var vote in votes)
        {
            var difference = vote.For(best) - vote.For(other);
            ahead += Math.Max(0, difference);
            behind += Math.Max(0, -difference);
        }

        return ahead <= behind ? 0 : (ahead - behind) * (ahead - behind) / (ahead + behind);
    }

    private Vote VoteOf(string word)
    {
        var (allowed, evidence, special) = (_all, 0.0, false);
        foreach (var letter in word)
        {
            if (letter is (>= 'a' and <= 'z') or '\'')
                continue;
            if (!_letters.TryGetValue(letter, out var users))
            {
                special |= char.IsLetter(letter) && _letters.Count > 0;
                allowed = special ? 0 : allowed;
                continue;
            }

            special = true;
            allowed &= users;
            if (BitOperations.PopCount(users) * 2 <= _languages.Count)
                evidence += 1.0 / BitOperations.PopCount(users);
        }

        return new Vote(_words.GetValueOrDefault(word), special ? allowed : _all, Math.Min(1, evidence));
    }

    private FrozenDictionary<T, ulong> Index<T>(Func<LanguageProfile, IEnumerable<T>> values, IEqualityComparer<T> comparer)
        where T : notnull =>
        _languages
            .SelectMany((language, index) => values(language).Select(value => (Value: value, Bit: 1UL << index)))
            .GroupBy(pair => pair.Value, comparer)
            .ToFrozenDictionary(group => group.Key, group => group.Aggregate(0UL, (bits, pair) => bits | pair.Bit), comparer);

    /// <summary>What one word says about each language.</summary>
    /// <param name="Words">A bit for each language that has the word in its list.</param>
    /// <param name="Letters">A bit for each language that has all its letters.</param>
    /// <param name="LetterEvidence">How rare its letters are, from 0 to 1.</param>
    private readonly record struct Vote(ulong Words, ulong Letters, double LetterEvidence)
    {
        public double For(int language) =>
            (Has(Words, language) ? 1 : 0) + (Has(Letters, language) ? LetterEvidence : ForeignLetter);

        public double OwnEvidenceFor(int language) =>
            (Has(Words, language) ? 1.0 / BitOperations.PopCount(Words) : 0) + (Has(Letters, language) ? LetterEvidence : 0);

        private static bool Has(ulong bits, int language) => (bits >> language & 1) != 0;
    }

    /// <summary>The words of a text in small letters, without the marks of Arabic and Hebrew vowels.</summary>
    public static IReadOnlyList<string> WordsOf(string text, int most)
    {
        var (words, word) = (new List<string>(), new StringBuilder());
        foreach (var letter in text)
        {
            if (words.Count == most)
                break;
            if (letter is (>= '\u064B' and <= '\u065F') or (>= '\u0591' and <= '\u05C7') or '\u0670' or '\u00AD')
                continue;
            if (char.IsLetter(letter) || char.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
                word.Append(char.ToLowerInvariant(letter));
            else if (letter is '\'' or '’' or 'ʼ' && word.Length > 0)
                word.Append('\'');
            else
                EndWord();
        }

        EndWord();
        return words;

        void EndWord()
        {
            if (word.Length > 0)
                words.Add(word.ToString().TrimEnd('\''));
            word.Clear();
        }
    }
}
