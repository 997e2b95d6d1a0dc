using Microsoft.Extensions.AI;

namespace PromptLab.Grading;

/// <summary>The models that graders may ask, by their names in <c>promptlab.yaml</c>. Thread-safe.</summary>
public interface IGraderModels
{
    /// <summary>No model at all.</summary>
    static IGraderModels None { get; } = new NoModels();

    /// <summary>The client of a model; null where no model has the name.</summary>
    IChatClient? Find(string name);

    private sealed class NoModels : IGraderModels
    {
        public IChatClient? Find(string name) => null;
    }
}
