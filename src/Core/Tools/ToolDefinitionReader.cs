using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Catalog.Core.Tools;

/// <summary>
/// Reads a definition whose members are spelled and typed as <see cref="ToolDefinition"/> has them, in one pass over its bytes. Whatever else a line may be, a wrong one with the message that says why included, is left
/// to the serializer: what both can read both read alike.
/// </summary>
internal static class ToolDefinitionReader
{
    private static readonly SourceLocationJsonConverter Sources = new();

    // In the order of the members that Take knows.
    private static readonly string[] Known =
        ["id", "server", "repo", "tool", "title", "description", "inputSchema", "annotations", "siblings", "exposed", "condition", "partial", "source", "differences"];

    private static readonly byte[][] Names = [.. Known.Select(Encoding.UTF8.GetBytes)];

    /// <summary>The definition; null where the serializer must look.</summary>
    /// <param name="line">The line.</param>
    /// <param name="repeats">Whether a member stands there more than once: the last one is in force.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ToolDefinition? ReadOrNull(ReadOnlySpan<byte> line, out bool repeats)
    {
        repeats = false;
        if (!Utf8.IsValid(line))
        {
            return null;
        }

        try
        {
            var reader = new Utf8JsonReader(line);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            var members = default(Members);
            var seen = 0;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var member = IndexOf(ref reader);
                if (member == Doubtful || !reader.Read() || !members.Take(member, ref reader))
                {
                    return null;
                }

                var bit = member == Other ? 0 : 1 << member;
                repeats |= (seen & bit) != 0;
                seen |= bit;
            }

            // What stands behind the object is wrong, and the reader says so.
            return reader.Read() || members.Tool is not { Length: > 0 } tool ? null : members.With(tool);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escape that is half of a pair.
            return null;
        }
    }

    private const int Other = -1;
    private const int Doubtful = -2;

    private static int IndexOf(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped)
        {
            return Doubtful;
        }

        var name = reader.ValueSpan;
        for (var i = 0; i < Names.Length; i++)
        {
            if (name.SequenceEqual(Names[i]))
            {
                return i;
            }
        }

        // The serializer takes names in any case.
        foreach (var known in Names)
        {
            if (Ascii.EqualsIgnoreCase(name, known))
            {
                return Doubtful;
            }
        }

        return Other;
    }

    private struct Members
    {
        public string? Tool;
        private string? _id;
        private string? _server;
        private string? _repo;
        private string? _title;
        private string? _description;
        private string? _condition;
        private JsonElement? _inputSchema;
        private JsonElement? _annotations;
        private List<string>? _siblings;
        private Exposure _exposed;
        private bool _partial;
        private SourceLocation? _source;

        // False where the value is none that the member has by its type.
        public bool Take(int member, ref Utf8JsonReader reader) => member switch
        {
            0 => Text(ref reader, ref _id),
            1 => Text(ref reader, ref _server),
            2 => Text(ref reader, ref _repo),
            3 => Text(ref reader, ref Tool),
            4 => Text(ref reader, ref _title),
            5 => Text(ref reader, ref _description),
            6 => Element(ref reader, ref _inputSchema),
            7 => Element(ref reader, ref _annotations),
            8 => Texts(ref reader, ref _siblings),
            9 => Exposed(ref reader),
            10 => Text(ref reader, ref _condition),
            11 => Partial(ref reader),
            12 => Source(ref reader),
            13 => reader.TokenType == JsonTokenType.Null,
            _ => reader.TrySkip(),
        };

        public readonly ToolDefinition With(string tool) => new()
        {
            Id = _id,
            Server = _server,
            Repo = _repo,
            Tool = tool,
            Title = _title,
            Description = _description,
            InputSchema = _inputSchema,
            Annotations = _annotations,
            Siblings = _siblings,
            Exposed = _exposed,
            Condition = _condition,
            Partial = _partial,
            Source = _source,
        };

        private static bool Text(ref Utf8JsonReader reader, ref string? text)
        {
            text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            return text is not null || reader.TokenType == JsonTokenType.Null;
        }

        private static bool Element(ref Utf8JsonReader reader, ref JsonElement? element)
        {
            element = reader.TokenType == JsonTokenType.Null ? null : JsonElement.ParseValue(ref reader);
            return true;
        }

        private static bool Texts(ref Utf8JsonReader reader, ref List<string>? texts)
        {
            texts = null;
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                return reader.TokenType == JsonTokenType.Null;
            }

            texts = [];
            while (reader.Read() && reader.TokenType == JsonTokenType.String)
            {
                texts.Add(reader.GetString()!);
            }

            return reader.TokenType == JsonTokenType.EndArray;
        }

        private bool Exposed(ref Utf8JsonReader reader)
        {
            var known = reader.TokenType == JsonTokenType.String
                ? reader.ValueTextEquals("yes"u8) ? Exposure.Yes
                : reader.ValueTextEquals("no"u8) ? Exposure.No
                : reader.ValueTextEquals("conditional"u8) ? Exposure.Conditional
                : reader.ValueTextEquals("unknown"u8) ? Exposure.Unknown
                : (Exposure?)null
                : null;
            _exposed = known ?? Exposure.Unknown;
            return known is not null;
        }

        private bool Partial(ref Utf8JsonReader reader)
        {
            _partial = reader.TokenType == JsonTokenType.True;
            return reader.TokenType is JsonTokenType.True or JsonTokenType.False;
        }

        private bool Source(ref Utf8JsonReader reader)
        {
            _source = Sources.Read(ref reader, typeof(SourceLocation), ToolDefinitionJson.Options);
            return true;
        }
    }
}
