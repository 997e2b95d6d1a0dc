namespace PromptLab.Running;

/// <summary>Keeps for good what comes of the calls of runs; called from many threads.</summary>
internal interface IRunWriter
{
    /// <summary>Keeps a response that is not graded yet. Once the task ends it outlives the process.</summary>
    Task KeepAsync(CallResponse response);

    /// <summary>Keeps a result. Once the task ends it outlives the process.</summary>
    Task KeepAsync(ItemResult result);
}
