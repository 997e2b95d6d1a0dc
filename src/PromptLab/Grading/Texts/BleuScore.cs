namespace PromptLab.Grading.Texts;

/// <summary>BLEU of one text, with the options that change it.</summary>
/// <remarks>
/// Papineni et al., “BLEU: a Method for Automatic Evaluation of Machine Translation”, 2002, https://aclanthology.org/P02-1040/.
/// The methods of smoothing are those of Chen and Cherry, 2014, https://aclanthology.org/W14-3346/, as sacrebleu 2 has them.
/// </remarks>
/// <param name="Smoothing">exp, floor, add-k or none.</param>
/// <param name="SmoothingValue">What floor puts in place of no match, or what add-k adds.</param>
/// <param name="UsesEffectiveOrder">True to leave out the orders of which the text has no n-gram, because it is too short.</param>
internal sealed record BleuScore(string Smoothing, double SmoothingValue, bool UsesEffectiveOrder)
{
    private const int MaxOrder = 4;

    /// <summary>BLEU from 0 to 1.</summary>
    /// <param name="tokens">The tokens of the text.</param>
    /// <param name="references">The tokens of each reference: an n-gram counts as often as in the one that has it most often.</param>
    public double Of(IReadOnlyList<string> tokens, IReadOnlyList<IReadOnlyList<string>> references)
    {
        var counts = Enumerable.Range(1, MaxOrder).Select(order => CountsOf(tokens, references, order)).ToList();
        if (counts.TrueForAll(count => count.Right == 0))
            return 0;
        var (logs, order, doubling) = (0.0, UsesEffectiveOrder ? 0 : MaxOrder, 1.0);
        for (var n = 1; n <= MaxOrder; n++)
        {
            var (right, total) = (counts[n - 1].Right, (double)counts[n - 1].Total);
            var added = Smoothing == "add-k" && n > 1 ? SmoothingValue : 0;
            if (total + added == 0)
                return UsesEffectiveOrder ? Mean(logs, order) * Brevity(tokens.Count, references) : 0;
            order = UsesEffectiveOrder ? n : order;
            var precision =
                right + added > 0 ? (right + added) / (total + added)
                : Smoothing == "exp" ? 1 / ((doubling *= 2) * total)
                : Smoothing == "floor" ? SmoothingValue / total
                : 0;
            if (precision == 0)
                return 0;
            logs += Math.Log(precision);
        }

        return Mean(logs, order) * Brevity(tokens.Count, references);
    }

    private static double Mean(double logs, int order) => Math.Exp(logs / order);

    private static (int Right, int Total) CountsOf(IReadOnlyList<string> tokens, IReadOnlyList<IReadOnlyList<string>> references, int order)
    {
        var found = NGrams.Count(tokens, order);
        var wanted = references.Select(reference => NGrams.Count(reference, order)).ToList();
        return (
            found.Sum(gram => Math.Min(gram.Value, wanted.Max(counts => counts.GetValueOrDefault(gram.Key)))),
            Math.Max(0, tokens.Count - order + 1)
        );
    }

    // The reference of the closest length counts, the shorter one of two.
    private static double Brevity(int length, IReadOnlyList<IReadOnlyList<string>> references)
    {
        var closest = references
            .Select(reference => reference.Count)
            .OrderBy(count => Math.Abs(count - length))
            .ThenBy(count => count)
            .First();
        return length >= closest ? 1 : Math.Exp(1 - (double)closest / length);
    }
}
