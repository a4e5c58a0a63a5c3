using System.Buffers;
using System.Runtime.InteropServices;

namespace Catalog.Crawler.Parsing.Facts;

/// <summary>Writes facts as bytes: counts, a table of the distinct texts, then the nodes with each parent before its children.</summary>
internal static class FactWriter
{
    private const int LongestNumber = 5;
    private const int LongestNode = 1 + (5 * LongestNumber);

    public static byte[] Write(FileFacts facts)
    {
        var texts = new Dictionary<string, int>(StringComparer.Ordinal);
        var nodes = new ArrayBufferWriter<byte>(64 * 1024);
        var count = 0;
        var open = new Stack<FactNode>();
        open.Push(facts.Root);
        while (open.TryPop(out var node))
        {
            count++;
            var children = node.Children;
            var to = nodes.GetSpan(LongestNode);
            to[0] = (byte)node.Kind;
            var at = 1;
            Put(to, ref at, (int)node.Flags);
            Put(to, ref at, node.Line);
            Put(to, ref at, node.Column);
            Put(to, ref at, node.Text is null ? 0 : IndexOf(node.Text, texts));
            Put(to, ref at, children.Length);
            nodes.Advance(at);
            for (var i = children.Length - 1; i >= 0; i--)
            {
                open.Push(children[i]);
            }
        }

        var head = new ArrayBufferWriter<byte>(64 * 1024);
        Put(head, facts.Errors);
        Put(head, facts.Cut);
        Put(head, facts.Imports.Count);
        foreach (var import in facts.Imports)
        {
            Put(head, import);
        }

        Put(head, texts.Count);
        foreach (var text in texts.Keys)
        {
            Put(head, text);
        }

        Put(head, count);
        return [.. head.WrittenSpan, .. nodes.WrittenSpan];
    }

    private static int IndexOf(string text, Dictionary<string, int> texts)
    {
        if (!texts.TryGetValue(text, out var index))
        {
            index = texts.Count + 1;
            texts.Add(text, index);
        }

        return index;
    }

    /// <summary>UTF-16 on the wire: a lone surrogate, which JavaScript may hold, survives.</summary>
    private static void Put(ArrayBufferWriter<byte> to, string text)
    {
        Put(to, text.Length);
        to.Write(MemoryMarshal.AsBytes(text.AsSpan()));
    }

    private static void Put(ArrayBufferWriter<byte> to, int value)
    {
        var at = 0;
        Put(to.GetSpan(LongestNumber), ref at, value);
        to.Advance(at);
    }

    /// <summary>Seven bits a byte, the lowest first.</summary>
    private static void Put(Span<byte> to, ref int at, int value)
    {
        var rest = (uint)value;
        for (; rest > 0x7F; rest >>= 7)
        {
            to[at++] = (byte)(rest | 0x80);
        }

        to[at++] = (byte)rest;
    }
}
