using System.Runtime.InteropServices;

namespace Catalog.Crawler.Parsing.Facts;

/// <summary>A part of a file that was not parsed with the rest of it.</summary>
/// <param name="Start">The position of its first byte in the file.</param>
/// <param name="Length">Its length, bytes.</param>
/// <param name="Line">The line of its first byte, from 1.</param>
/// <param name="Column">The column of its first byte in code points, from 1.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct DeferredPlace(int Start, int Length, int Line, int Column);
