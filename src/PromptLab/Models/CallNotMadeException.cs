namespace PromptLab.Models;

/// <summary>
/// A call was not made, or not retried, because calling the model has ended: the budget is used up, the model is unavailable,
/// or the user stopped the run. The item has no result; resuming the run makes the call.
/// </summary>
public sealed class CallNotMadeException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="reason">Why the call was not made, as a sentence for people.</param>
    public CallNotMadeException(string reason)
        : base(reason) { }
}
