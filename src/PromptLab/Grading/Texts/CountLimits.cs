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

    public bool IsMet(CountRange count) => (Min is null || count.Least >= Min) && (Max is null || count.Most <= Max);

    public bool IsUnder(CountRange count) => count.Most < Min;

    public bool IsOver(CountRange count) => count.Least > Max;
}
