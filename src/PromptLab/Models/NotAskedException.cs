namespace PromptLab.Models;

/// <summary>
/// A call was not made, or not made again, since the run is over for its model: the budget is used up, the model can't
/// be called any more, or a stop was asked for. The item has no result and can be asked later.
/// </summary>
public sealed class NotAskedException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="reason">Why, as a sentence for people.</param>
    public NotAskedException(string reason)
        : base(reason) { }
}
