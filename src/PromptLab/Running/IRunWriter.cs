namespace PromptLab.Running;

/// <summary>Persists responses and results of runs. Thread-safe.</summary>
internal interface IRunWriter
{
    /// <summary>Saves a response before it is graded. Once the task completes, the response survives a crash.</summary>
    Task KeepAsync(CallResponse response);

    /// <summary>Saves a result. Once the task completes, the result survives a crash.</summary>
    Task KeepAsync(ItemResult result);
}
