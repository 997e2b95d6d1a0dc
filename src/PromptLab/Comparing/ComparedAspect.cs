namespace PromptLab.Comparing;

/// <summary>What two runs can differ in.</summary>
public enum ComparedAspect
{
    /// <summary>The prompt.</summary>
    Prompt,

    /// <summary>The model or its parameters.</summary>
    Model,

    /// <summary>The graders, their weights or their pass marks.</summary>
    Graders,

    /// <summary>The items.</summary>
    Items,
}
