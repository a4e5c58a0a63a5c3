using System.Text;

namespace Catalog.Crawler.Parsing.Facts;

/// <summary>Writes facts as bytes: counts, a table of the distinct texts, then the nodes with each parent before its children.</summary>
internal static class FactWriter
{
    public static byte[] Write(FileFacts facts)
    {
        var texts = new Dictionary<string, int>(StringComparer.Ordinal);
        var nodes = new MemoryStream();
        var count = 0;
        using (var writer = new BinaryWriter(nodes, Encoding.UTF8, leaveOpen: true))
        {
            var open = new Stack<FactNode>();
            open.Push(facts.Root);
            while (open.TryPop(out var node))
            {
                count++;
                writer.Write((byte)node.Kind);
                writer.Write7BitEncodedInt((int)node.Flags);
                writer.Write7BitEncodedInt(node.Line);
                writer.Write7BitEncodedInt(node.Column);
                writer.Write7BitEncodedInt(node.Text is null ? 0 : IndexOf(node.Text, texts));
                writer.Write7BitEncodedInt(node.Children.Length);
                for (var i = node.Children.Length - 1; i >= 0; i--)
                {
                    open.Push(node.Children[i]);
                }
            }
        }

        var frame = new MemoryStream();
        using (var writer = new BinaryWriter(frame, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write7BitEncodedInt(facts.Errors);
            writer.Write7BitEncodedInt(facts.Cut);
            writer.Write7BitEncodedInt(facts.Imports.Count);
            foreach (var import in facts.Imports)
            {
                WriteText(writer, import);
            }

            writer.Write7BitEncodedInt(texts.Count);
            foreach (var text in texts.Keys)
            {
                WriteText(writer, text);
            }

            writer.Write7BitEncodedInt(count);
        }

        nodes.Position = 0;
        nodes.CopyTo(frame);
        return frame.ToArray();
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
    private static void WriteText(BinaryWriter writer, string text)
    {
        writer.Write7BitEncodedInt(text.Length);
        writer.Write(System.Runtime.InteropServices.MemoryMarshal.AsBytes(text.AsSpan()));
    }
}
