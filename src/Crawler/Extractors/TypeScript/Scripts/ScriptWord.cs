namespace Catalog.Crawler.Extractors.TypeScript.Scripts;

#pragma warning disable CS1591 // Each member is the word that it is called after.

/// <summary>The words of JavaScript that mean something to the parser, those that are always keywords first.</summary>
internal enum ScriptWord : byte
{
    /// <summary>Any other identifier.</summary>
    None,
    Break,
    Case,
    Catch,
    Class,
    Const,
    Continue,
    Debugger,
    Default,
    Delete,
    Do,
    Else,
    Enum,
    Export,
    Extends,
    False,
    Finally,
    For,
    Function,
    If,
    Import,
    In,
    Instanceof,
    New,
    Null,
    Return,
    Super,
    Switch,
    This,
    Throw,
    True,
    Try,
    Typeof,
    Var,
    Void,
    While,
    With,

    /// <summary>The first that may be an identifier too.</summary>
    As,
    Async,
    Await,
    From,
    Get,
    Let,
    Of,
    Set,
    Static,
    Yield,
}
