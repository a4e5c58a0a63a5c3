using System.Runtime.InteropServices;

namespace Catalog.Crawler.Extractors.TypeScript.Scripts;

/// <summary>A token of JavaScript.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct ScriptToken
{
    public ScriptTokenKind Kind;

    /// <summary>Which word a name or keyword is.</summary>
    public ScriptWord Word;

    /// <summary>How tightly it binds between two operands, from 1; 0 where it does not stand there.</summary>
    public byte Precedence;

    /// <summary>True where a line ended between the token before and this one.</summary>
    public bool AfterLine;

    /// <summary>The position of its first byte.</summary>
    public int Start;

    /// <summary>The position after its last byte.</summary>
    public int End;

    /// <summary>The row of its first byte, from 0.</summary>
    public int Row;

    /// <summary>The place of the bracket that belongs to this one among the tokens; 0 for what is no bracket.</summary>
    public int Match;
}
