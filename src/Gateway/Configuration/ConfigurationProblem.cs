namespace Catalog.Gateway.Configuration;

/// <summary>One error of a <c>gateway.yaml</c>, or of a file that it names.</summary>
/// <param name="File">The file, as the user named it.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="Message">One sentence without a final period: what is wrong and how to mend it. Values of environment variables never stand in it.</param>
public sealed record ConfigurationProblem(string File, int Line, int Column, string Message)
{
    /// <inheritdoc />
    public override string ToString() => $"{File}:{Line}:{Column}: {Message}";
}
