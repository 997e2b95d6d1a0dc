using System.Text.Json.Serialization;

namespace PromptLab.Comparing;

/// <summary>What a comparison can vary. Items are no aspect: two runs are compared on the same ones.</summary>
public enum ComparedAspect
{
    /// <summary>What is measured: a prompt version, of one step or of several.</summary>
    [JsonStringEnumMemberName("prompt")]
    Subject,

    /// <summary>The model or its parameters.</summary>
    Model,

    /// <summary>The graders, their weights or their pass marks.</summary>
    Graders,
}
