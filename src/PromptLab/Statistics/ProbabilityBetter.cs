using MathNet.Numerics;

namespace PromptLab.Statistics;

/// <summary>How likely it is that the candidate is better, in one number for people.</summary>
/// <remarks>
/// With the prior ½ on each of the four outcomes of a pair (a Dirichlet distribution), the share of wins among changed items
/// follows Beta(wins + ½, losses + ½), whatever the unchanged ones are; compare Bowyer, Aitchison and Ivanova, 2025,
/// https://arxiv.org/abs/2503.01747. It is a belief, not a test: 0.95 is not “significant at 95%”. For independent items.
/// </remarks>
internal static class ProbabilityBetter
{
    /// <summary>The probability that wins are likelier than losses, from 0 to 1; ½ where nothing changed.</summary>
    /// <param name="losses">Items that only the baseline has right.</param>
    /// <param name="wins">Items that only the candidate has right.</param>
    /// <param name="prior">The weight of the prior on either side, above 0.</param>
    public static double Of(int losses, int wins, double prior = 0.5)
    {
        Refuse.Negative(losses, wins);
        Refuse.NotPositive(prior);
        return losses == wins ? 0.5 : SpecialFunctions.BetaRegularized(losses + prior, wins + prior, 0.5);
    }
}
