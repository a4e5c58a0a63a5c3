using System.Runtime.InteropServices;

namespace Catalog.Crawler.Parsing.Cutting;

/// <summary>The inside of one function body, its brackets not included.</summary>
/// <param name="Start">The position after the opening bracket, bytes.</param>
/// <param name="End">The position of the closing bracket, bytes.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BodyCut(int Start, int End)
{
    public int Length => End - Start;
}
