namespace Catalog.Gateway.Configuration;

/// <summary>The configuration has errors, so the gateway does not start. The message lists every one with its place.</summary>
public sealed class BadConfigurationException : Exception
{
    /// <summary>Made without a message only by serialisers.</summary>
    public BadConfigurationException()
    {
    }

    /// <summary>With a text of the caller's.</summary>
    public BadConfigurationException(string message)
        : base(message)
    {
    }

    /// <summary>With a text of the caller's and its cause.</summary>
    public BadConfigurationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>With every error of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="problems">Its errors, at least one.</param>
    public BadConfigurationException(string path, IReadOnlyList<ConfigurationProblem> problems)
        : base($"`{path}` has {(problems?.Count == 1 ? "an error" : $"{problems?.Count} errors")}, so nothing of it is in force:{Environment.NewLine}{string.Join(Environment.NewLine, (problems ?? []).Select(static p => "  " + p))}") =>
        Problems = problems ?? [];

    /// <summary>The errors, in the order of the file.</summary>
    public IReadOnlyList<ConfigurationProblem> Problems { get; } = [];
}
