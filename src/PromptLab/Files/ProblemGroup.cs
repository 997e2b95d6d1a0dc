using System.Globalization;
using System.Text.RegularExpressions;

namespace PromptLab.Files;

/// <summary>Problems of one file that say the same, as one line for people; machines get each of them.</summary>
/// <param name="Problems">At least one, in the order found; all are errors, or all are warnings.</param>
/// <param name="AreEqual">False where they differ in names and figures, so that the first one stands for the others.</param>
internal sealed partial record ProblemGroup(IReadOnlyList<Problem> Problems, bool AreEqual)
{
    /// <summary>As many lines are shown; who mends these sees the next ones.</summary>
    public const int MostLines = 20;

    // Fewer of a kind are shown one by one: each names something of its own.
    private const int LeastOfKind = 5;

    /// <summary>Groups problems, in the order in which the first of each was found.</summary>
    public static IReadOnlyList<ProblemGroup> Of(IEnumerable<Problem> problems) =>
        [
            .. problems
                .GroupBy(problem =>
                    (problem.File, problem.IsWarning, problem.IsNote, HasLine: problem.Line is not null, Kind: KindOf(problem.Message))
                )
                .SelectMany(kind => WithinKind([.. kind])),
        ];

    /// <summary>The lines for people: errors first where there are too many, and then how many there are more.</summary>
    /// <param name="problems">Errors, warnings and notes.</param>
    /// <param name="byKind">False to put together only those that say the very same.</param>
    public static IReadOnlyList<string> LinesOf(IReadOnlyList<Problem> problems, bool byKind = true)
    {
        var groups = byKind ? Of(problems) : [.. problems.GroupBy(one => one with { Line = null }).SelectMany(equal => Equal([.. equal]))];
        if (groups.Count <= MostLines)
            return [.. groups.Select(group => group.ToString())];
        var shown = groups
            .OrderBy(group =>
                group.Problems[0] switch
                {
                    { IsNote: true } => 2,
                    { IsWarning: true } => 1,
                    _ => 0,
                }
            )
            .Take(MostLines)
            .ToList();
        var left = groups.Except(shown).SelectMany(group => group.Problems).ToList();
        return
        [
            .. shown.Select(group => group.ToString()),
            $"… and {Counted(left.Count(problem => problem is { IsWarning: false, IsNote: false }), left.Count(problem => problem.IsWarning), left.Count(problem => problem.IsNote))}; --json lists all of them. Mend these first.",
        ];
    }

    /// <summary>The group as one line, such as <c>items.csv: 60 lines: The row has … (first at line 2)</c>.</summary>
    public override string ToString()
    {
        var first = Problems[0];
        var text =
            Problems.Count == 1
                ? first.ToString()
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{first.File}: {Problems.Count} lines{(AreEqual ? "" : " like this one")}: {first.Message} (first at line {Problems.Min(one => one.Line)})"
                );
        return first switch
            {
                { IsNote: true } => "note: ",
                { IsWarning: true } => "warning: ",
                _ => "",
            } + text;
    }

    private static IEnumerable<ProblemGroup> WithinKind(IReadOnlyList<Problem> kind)
    {
        var equal = kind.GroupBy(problem => problem.Message, StringComparer.Ordinal).Select(group => group.ToList()).ToList();
        return equal.Count >= LeastOfKind && kind[0].Line is not null ? [new ProblemGroup(kind, AreEqual: false)] : equal.SelectMany(Equal);
    }

    private static IEnumerable<ProblemGroup> Equal(IReadOnlyList<Problem> equal) =>
        equal[0].Line is null ? equal.Select(one => new ProblemGroup([one], AreEqual: true)) : [new ProblemGroup(equal, AreEqual: true)];

    private static string Counted(int problems, int warnings, int notes) =>
        string.Join(
            ", ",
            new[] { (Count: problems, Noun: "problem"), (Count: warnings, Noun: "warning"), (Count: notes, Noun: "note") }
                .Where(part => part.Count > 0)
                .Select(part =>
                    string.Create(CultureInfo.InvariantCulture, $"{part.Count:N0} more {part.Noun}{(part.Count == 1 ? "" : "s")}")
                )
        );

    private static string KindOf(string message) => Varying().Replace(message, "…");

    // Quoted names and whole numbers.
    [GeneratedRegex("“[^”]*”|[0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Varying();
}
