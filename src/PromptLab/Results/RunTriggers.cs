namespace PromptLab.Results;

/// <summary>What began a run, as <see cref="RunRecord.Trigger"/> says it, where that was not a call of a model.</summary>
internal static class RunTriggers
{
    /// <summary>Responses of a file were graded.</summary>
    public const string Import = "import";

    /// <summary>The responses of a stored run were graded again.</summary>
    public const string Regrade = "regrade";

    /// <summary>True where no model was called, so that nothing can be asked again.</summary>
    public static bool AreWithoutCalls(string? trigger) => trigger is Import or Regrade;
}
