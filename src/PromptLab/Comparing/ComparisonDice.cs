using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using PromptLab.Results;
using PromptLab.Statistics;

namespace PromptLab.Comparing;

/// <summary>The dice of a comparison: the same runs give the same numbers on every machine, and every measure has its own.</summary>
/// <param name="seed">The seed.</param>
internal sealed class ComparisonDice(long seed)
{
    private const string Method = "promptlab-stats/1"; // another way of resampling gets another number here

    /// <summary>The dice that follow from what is compared.</summary>
    public static ComparisonDice Of(RunRecord baseline, RunRecord candidate) =>
        new(
            SeedOf(
                baseline.EvalSet.Hash,
                baseline.Prompt.Hash ?? baseline.Prompt.Name,
                candidate.Prompt.Hash ?? candidate.Prompt.Name,
                Method
            )
        );

    /// <summary>A seed: the first eight bytes of the SHA-256 of some texts.</summary>
    public static long SeedOf(params IReadOnlyList<string> texts) =>
        BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', texts))));

    /// <summary>The dice of one measure.</summary>
    public RandomSource For(string measure) => new RandomSource(seed).Fork(measure);
}
