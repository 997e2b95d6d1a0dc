using System.Text.Json.Serialization;

namespace PromptLab.Grading;

/// <summary>Counts of the elements of a list in a response, compared with the list that is wanted. Immutable.</summary>
/// <param name="Right">The elements of the response that are wanted: true positives.</param>
/// <param name="Found">The elements of the response.</param>
/// <param name="Wanted">The elements that are wanted.</param>
public sealed record MatchCounts(int Right, int Found, int Wanted)
{
    /// <summary>The share of found elements that are right, from 0 to 1. If nothing was found: 1 where nothing is wanted, else 0.</summary>
    [JsonIgnore]
    public double Precision => Share(Right, Found);

    /// <summary>
    /// The share of wanted elements that were found, from 0 to 1. If nothing is wanted: 1 where nothing was found, else
    /// 0.
    /// </summary>
    [JsonIgnore]
    public double Recall => Share(Right, Wanted);

    /// <summary>The harmonic mean of precision and recall, from 0 to 1: 2 · right / (found + wanted); 1 if both lists are empty.</summary>
    [JsonIgnore]
    public double F1 => Found + Wanted == 0 ? 1 : 2.0 * Right / (Found + Wanted);

    private double Share(int part, int whole) =>
        whole > 0 ? (double)part / whole
        : Found + Wanted == 0 ? 1
        : 0;
}
