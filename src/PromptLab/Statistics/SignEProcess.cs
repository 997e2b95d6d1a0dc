using MathNet.Numerics;

namespace PromptLab.Statistics;

/// <summary>Evidence that the candidate wins more items than it loses, which may be looked at after every item. Not thread-safe.</summary>
/// <remarks>
/// The bet on a win with every probability from ½ to 1, mixed evenly: E = 2^(N + 1) · B(w + 1, l + 1) · P(Beta(w + 1, l + 1) > ½). If
/// wins are no likelier than losses, E ever reaches 1/α with a probability of at most α (Ville's inequality): Ramdas, Grünwald, Vovk and
/// Shafer, “Game-Theoretic Statistics and Safe Anytime-Valid Inference”, 2023, https://arxiv.org/abs/2210.01948. The price is power:
/// from about 150 items on it is worth it.
/// </remarks>
internal sealed class SignEProcess
{
    private readonly HighestEvidence _evidence = new();

    /// <summary>Items that only the candidate has right.</summary>
    public int Wins { get; private set; }

    /// <summary>Items that only the baseline has right.</summary>
    public int Losses { get; private set; }

    /// <summary>The evidence now: 1 at first, above it for the candidate; infinite beyond what a double holds.</summary>
    public double EValue => Math.Exp(_evidence.LogE);

    /// <summary>1 over the most evidence so far, at most 1: a p value at whatever moment one stops. Never 0.</summary>
    public double AlwaysValidP => _evidence.AlwaysValidP;

    /// <summary>Adds an item that changed; one that did not is left out, and changes nothing.</summary>
    /// <param name="win">Whether the candidate has it right.</param>
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
