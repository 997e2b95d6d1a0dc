using Microsoft.Extensions.AI;
using PromptLab.Models;

namespace PromptLab.Calling;

/// <summary>Puts a wait in our own queue before the facts of the call that waited, however the call ends.</summary>
internal static class NotedWait
{
    public static async Task<ChatResponse> AddAsync(Wait wait, Func<Task<ChatResponse>> call)
    {
        try
        {
            var response = await call();
            Add(wait, ResponseFacts.Of(response)).AttachTo(response);
            return response;
        }
        catch (ModelCallException e)
        {
            throw e.With(Add(wait, e.Facts));
        }
    }

    private static ResponseFacts Add(Wait wait, ResponseFacts facts) => facts with { Waits = [wait, .. facts.Waits] };
}
