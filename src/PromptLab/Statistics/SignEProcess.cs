using MathNet.Numerics;

namespace PromptLab.Statistics;

/// <summary>
/// Sequential evidence that the candidate wins more items than it loses; it may be checked after every item. Not thread-safe.
/// </summary>
/// <remarks>
/// The uniform mixture of bets on a win with every probability from ½ to 1: E = 2^(N + 1) · B(w + 1, l + 1) · P(Beta(w + 1, l
/// + 1) > ½). If wins are no likelier than losses, the probability that E ever reaches 1/α is at most α (Ville's inequality):
/// Ramdas, Grünwald, Vovk and Shafer, “Game-Theoretic Statistics and Safe Anytime-Valid Inference”, 2023,
/// https://arxiv.org/abs/2210.01948. The price is power: it pays off from about 150 items.
/// </remarks>
internal sealed class SignEProcess
{
    private readonly HighestEvidence _evidence = new();

    /// <summary>The number of items that only the candidate gets right.</summary>
    public int Wins { get; private set; }

    /// <summary>The number of items that only the baseline gets right.</summary>
    public int Losses { get; private set; }

    /// <summary>The current evidence: 1 before any item, above 1 in favour of the candidate, infinite when it exceeds a double.</summary>
    public double EValue => Math.Exp(_evidence.LogE);

    /// <summary>1 / the highest evidence so far, at most 1: a p value that is valid whenever you stop. Never 0.</summary>
    public double AlwaysValidP => _evidence.AlwaysValidP;

    /// <summary>Adds an item that changed. Do not add unchanged items: they carry no evidence.</summary>
    /// <param name="win">True if the candidate gets it right, false if the baseline does.</param>
    public void Add(bool win)
    {
        if (win)
            Wins++;
        else
            Losses++;
        _evidence.Add(LogE(Wins, Losses));
    }

    private static double LogE(int wins, int losses) =>
        ((wins + losses + 1) * Math.Log(2))
        + SpecialFunctions.BetaLn(wins + 1, losses + 1)
        + Math.Log(SpecialFunctions.BetaRegularized(losses + 1, wins + 1, 0.5));
}
