using Catalog.Core.Classifications;
using Catalog.Core.Servers;

namespace Catalog.Core.Tools;

/// <summary>One tool of one stored server with its current classification and the dates behind both.</summary>
public sealed record ToolRecord
{
    /// <summary>The server that offers it.</summary>
    public required ServerKey Server { get; init; }

    /// <summary>The definition in force.</summary>
    public required ToolDefinition Definition { get; init; }

    /// <summary>The classification of that definition in force.</summary>
    public required Classification Classification { get; init; }

    /// <summary>SHA-256 over name, title, description, schema and annotations, 64 hexadecimal digits: a changed hash is a changed tool.</summary>
    public required string DefinitionHash { get; init; }

    /// <summary>When the tool was first seen.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>When the definition in force was first seen.</summary>
    public required DateTimeOffset DefinedAt { get; init; }

    /// <summary>When the classification in force was made.</summary>
    public required DateTimeOffset ClassifiedAt { get; init; }
}
