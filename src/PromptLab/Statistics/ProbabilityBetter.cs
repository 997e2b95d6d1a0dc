using MathNet.Numerics;

namespace PromptLab.Statistics;

/// <summary>The probability that the candidate is better, as one number for readers.</summary>
/// <remarks>
/// With the prior ½ on each of the four outcomes of a pair (a Dirichlet distribution), the share of wins among changed items
/// follows Beta(wins + ½, losses + ½), regardless of the unchanged items; compare Bowyer, Aitchison and Ivanova, 2025,
/// https://arxiv.org/abs/2503.01747. It is a degree of belief, not a test: 0.95 does not mean “significant at 95%”. For
/// independent items.
/// </remarks>
internal static class ProbabilityBetter
{
    /// <summary>The posterior probability that wins are likelier than losses, from 0 to 1; ½ if there are as many of each.</summary>
    /// <param name="losses">Items that only the baseline gets right.</param>
    /// <param name="wins">Items that only the candidate gets right.</param>
    /// <param name="prior">The prior weight on either side, above 0.</param>
    public static double Of(int losses, int wins, double prior = 0.5)
    {
        Require.Counts(losses, wins);
        Require.Positive(prior);
        return losses == wins ? 0.5 : SpecialFunctions.BetaRegularized(losses + prior, wins + prior, 0.5);
    }
}
