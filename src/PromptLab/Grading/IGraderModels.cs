using Microsoft.Extensions.AI;

namespace PromptLab.Grading;

/// <summary>The models that graders may call, by their names in <c>promptlab.yaml</c>. Thread-safe.</summary>
public interface IGraderModels
{
    /// <summary>Finds no model, whatever the name.</summary>
    static IGraderModels None { get; } = new NoModels();

    /// <summary>The client of the model with this name; null if there is none.</summary>
    IChatClient? Find(string name);

    private sealed class NoModels : IGraderModels
    {
        public IChatClient? Find(string name) => null;
    }
}
