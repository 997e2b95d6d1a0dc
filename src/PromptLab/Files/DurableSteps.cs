namespace PromptLab.Files;

/// <summary>
/// The steps by which files change: every write that outlives a killed process goes through here, so that tests can end a
/// command before any one of them, or let another command run there.
/// </summary>
internal static class DurableSteps
{
    // Set by tests only, for their own flow; null in a program.
    private static readonly AsyncLocal<IStepObserver?> Current = new();

    /// <summary>The observer of the current flow; null for none.</summary>
    public static IStepObserver? Observer
    {
        get => Current.Value;
        set => Current.Value = value;
    }

    /// <summary>Announces a step that is about to be taken.</summary>
    /// <param name="step">What is about to happen, such as <c>move</c>.</param>
    /// <param name="path">The file that changes.</param>
    public static void Announce(string step, string path) => Current.Value?.Before($"{step} {Path.GetFileName(path)}");

    /// <summary>Announces that the command waits for a lock that somebody else holds.</summary>
    public static void AnnounceWait() => Current.Value?.Waiting();

    /// <summary>Appends bytes in one write; where it is observed in two, so that a torn line is one of the states that are tried.</summary>
    public static void Append(Stream stream, ReadOnlySpan<byte> bytes, string path)
    {
        Announce("append to", path);
        if (Current.Value is null)
        {
            stream.Write(bytes);
            return;
        }

        stream.Write(bytes[..(bytes.Length / 2)]);
        Announce("append the rest to", path);
        stream.Write(bytes[(bytes.Length / 2)..]);
    }

    /// <summary>Moves a file over another one, or to a name that is free.</summary>
    public static void Move(string from, string to)
    {
        Announce("move", to);
        File.Move(from, to, overwrite: true);
    }

    /// <summary>Deletes a file.</summary>
    public static void Delete(string path)
    {
        Announce("delete", path);
        File.Delete(path);
    }
}

/// <summary>Is told of each step by which a command changes files.</summary>
internal interface IStepObserver
{
    /// <summary>Called before a step. What it throws ends the command there.</summary>
    /// <param name="step">The step and the name of its file.</param>
    void Before(string step);

    /// <summary>Called while the command waits for a lock that somebody else holds, perhaps several times.</summary>
    void Waiting();
}
