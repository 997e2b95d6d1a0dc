using PromptLab.EvalSets;

namespace PromptLab.Starting;

/// <summary>Twelve items to begin with where somebody has no data yet: messages to a support desk, and the queue of each.</summary>
internal static class StarterExample
{
    private static readonly (string Message, string Queue)[] Messages =
    [
        ("Why was I charged twice this month?", "billing"),
        ("The app closes as soon as I open a photo.", "technical"),
        ("Do you have an office in Lisbon?", "other"),
        ("Please send the invoice for March once more.", "billing"),
        ("I can't sign in since the update: it says “wrong password”.", "technical"),
        ("Thank you for the quick help yesterday!", "other"),
        ("My card has expired. Where do I enter the new one?", "billing"),
        ("Sync has been stuck at 99% for two days.", "technical"),
        ("Are you hiring developers?", "other"),
        ("I cancelled in May and was still charged in June.", "billing"),
        ("The export button does nothing in Firefox.", "technical"),
        ("Can I use your logo in a talk?", "other"),
    ];

    /// <summary>The items as a table.</summary>
    public static SourceTable Table { get; } =
        new(
            "the example of promptlab init; put your own items in its place",
            ["message", ItemColumns.Expected],
            [
                .. Messages.Select(
                    (item, index) =>
                        new SourceRow(
                            index + 2,
                            new Dictionary<string, string>(StringComparer.Ordinal)
                            {
                                ["message"] = item.Message,
                                [ItemColumns.Expected] = item.Queue,
                            }
                        )
                ),
            ]
        );
}
