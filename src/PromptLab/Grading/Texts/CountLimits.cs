namespace PromptLab.Grading.Texts;

/// <summary>How many are wanted: <c>min</c> and <c>max</c>, or <c>exact</c>.</summary>
internal sealed record CountLimits(int? Min, int? Max)
{
    /// <summary>The limits in words, such as “at least 3” or “from 3 to 5”.</summary>
    public string Wanted =>
        (Min, Max) switch
        {
            ({ } min, null) => FormattableString.Invariant($"at least {min}"),
            (null, { } max) => FormattableString.Invariant($"at most {max}"),
            _ when Min == Max => FormattableString.Invariant($"exactly {Min}"),
            _ => FormattableString.Invariant($"from {Min} to {Max}"),
        };

    /// <summary>The limits of a definition; null, with a problem reported, if they are missing or can't be met or missed.</summary>
    public static CountLimits? Read(GraderSetup setup)
    {
        var options = setup.Options;
        var (min, max, exact) = (options.Integer("min", 0), options.Integer("max", 0), options.Integer("exact", 0));
        if (!(options.Has("min") || options.Has("max") || options.Has("exact")))
            return Refuse("type", "needs “min”, “max” or “exact”: min: 3");
        if (exact is not null && (min ?? max) is not null)
            return Refuse("exact", "has “exact” besides “min” or “max”. Keep one of them");
        if (min > max)
            return Refuse("min", "has a “min” above its “max”, so that no response could pass. Swap them");
        if (min == 0 && max is null)
            return Refuse("min", "has “min: 0” alone, which every response has, so that none could fail. Raise it, or add “max”");
        return (min ?? max ?? exact) is null ? null : new CountLimits(exact ?? min, exact ?? max);

        CountLimits? Refuse(string key, string problem)
        {
            options.Problem(key, $"The grader “{setup.Id}” ({setup.Type}) {problem}.");
            return null;
        }
    }

    public bool IsMet(CountRange count) => (Min is null || count.Least >= Min) && (Max is null || count.Most <= Max);

    public bool IsUnder(CountRange count) => count.Most < Min;

    public bool IsOver(CountRange count) => count.Least > Max;
}
