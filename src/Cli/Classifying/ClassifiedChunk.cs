using System.Buffers;
using System.Text.Json;
using Catalog.Core.Classifications;
using Catalog.Core.Tools;

namespace Catalog.Cli.Classifying;

/// <summary>What became of a run of lines. Made anew for each by <see cref="Clear"/>, for its room is worth keeping; for one thread at a time.</summary>
internal sealed class ClassifiedChunk : IDisposable
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = ToolDefinitionJson.Options.Encoder, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly Utf8JsonWriter _writer;

    public ClassifiedChunk() => _writer = new Utf8JsonWriter(_text, Writing);

    /// <summary>A JSON line for each classification, in the order of the lines.</summary>
    public ReadOnlyMemory<byte> Text => _text.WrittenMemory;

    /// <summary>How many lines there were, empty ones and those without a classification too.</summary>
    public int Lines { get; set; }

    /// <summary>For each line that could not be read its number among these, from 0, and why, without a full stop.</summary>
    public List<(int Line, string Problem)> Problems { get; } = [];

    /// <summary>Forgets all of it.</summary>
    public void Clear()
    {
        _text.ResetWrittenCount();
        Problems.Clear();
        Lines = 0;
    }

    /// <summary>Adds a line.</summary>
    public void Write(Classification verdict)
    {
        ClassificationJson.Write(_writer, verdict);
        _writer.Flush();
        _writer.Reset();
        _text.Write("\n"u8);
    }

    public void Dispose() => _writer.Dispose();
}
