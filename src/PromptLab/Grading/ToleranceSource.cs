using PromptLab.EvalSets;

namespace PromptLab.Grading;

/// <summary>
/// The option <c>tolerance</c>: how far numbers may lie apart, the same for every item or by its fields; null for no tolerance
/// of that kind.
/// </summary>
/// <param name="Absolute">The largest allowed difference.</param>
/// <param name="Relative">The largest allowed difference as a share of the wanted number.</param>
internal sealed record ToleranceSource(NumberSource? Absolute, NumberSource? Relative)
{
    public static ToleranceSource None { get; } = new(null, null);

    /// <summary>Reads the option; problems are reported at its line, or an item's.</summary>
    public static ToleranceSource Read(GraderSetup setup)
    {
        if (setup.Options.Map("tolerance") is not { } map)
            return None;
        var tolerance = new ToleranceSource(
            NumberSource.Read(setup, map, "absolute", NumberRange.Amounts),
            NumberSource.Read(setup, map, "relative", NumberRange.Amounts)
        );
        if (map.Keys.Count == 0)
            setup.Options.Problem("tolerance", "“tolerance” takes { absolute: 0.5 } or { relative: 0.01 }.");
        map.RejectUnknownKeys("“tolerance”");
        return tolerance;
    }

    /// <summary>The largest allowed differences for an item.</summary>
    public (decimal? Absolute, decimal? Relative) For(EvalItem item) => (Absolute?.For(item), Relative?.For(item));
}
