using PromptLab.EvalSets;

namespace PromptLab.Grading.Texts;

/// <summary>The limits of a count: the same for every item, or those of its fields. Immutable.</summary>
internal sealed record CountLimitSource(NumberSource? Min, NumberSource? Max)
{
    /// <summary>The limits of a definition; null, with a problem reported, if they are missing or can't be met or missed.</summary>
    public static CountLimitSource? Read(GraderSetup setup)
    {
        var options = setup.Options;
        var (min, max, exact) = (
            setup.ReadNumber("min", NumberRange.Counts),
            setup.ReadNumber("max", NumberRange.Counts),
            setup.ReadNumber("exact", NumberRange.Counts)
        );
        if (!(options.Has("min") || options.Has("max") || options.Has("exact")))
            return Refuse("type", "needs “min”, “max” or “exact”: min: 3");
        if (exact is not null && (min ?? max) is not null)
            return Refuse("exact", "has “exact” besides “min” or “max”. Keep one of them");
        if (min?.Literal > max?.Literal)
            return Refuse("min", "has a “min” above its “max”, so that no response could pass. Swap them");
        if (min?.Literal == 0 && max is null)
            return Refuse("min", "has “min: 0” alone, which every response has, so that none could fail. Raise it, or add “max”");
        return (min ?? max ?? exact) is null ? null : new CountLimitSource(exact ?? min, exact ?? max);

        CountLimitSource? Refuse(string key, string problem)
        {
            options.Problem(key, $"The grader “{setup.Id}” ({setup.Type}) {problem}.");
            return null;
        }
    }

    /// <summary>The limits of an item.</summary>
    public CountLimits For(EvalItem item) => new((int?)Min?.For(item), (int?)Max?.For(item));
}
