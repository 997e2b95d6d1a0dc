namespace PromptLab.Cli.Reports;

/// <summary>Where a report goes.</summary>
internal enum ReportPlace
{
    /// <summary>To the file that its option names, beside the command's text.</summary>
    File,

    /// <summary>To standard output, instead of the command's text; <c>--json</c> goes before it.</summary>
    StandardOutput,

    /// <summary>To the CI server that reads the output, beside the command's text. The command itself says by which stream.</summary>
    CiServer,
}
