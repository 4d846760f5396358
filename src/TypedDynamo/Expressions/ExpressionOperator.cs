namespace TypedDynamo;

/// <summary>The kind of a node of an expression (Developer Guide, "Condition and filter expressions" and "Update expressions").</summary>
internal enum ExpressionOperator : byte
{
    /// <summary>An attribute of the item; the content is its name, with JSON's escapes.</summary>
    Attribute,

    /// <summary>A member of a map; the children are the map's path and an <see cref="Attribute"/>.</summary>
    Member,

    /// <summary>An element of a list; the children are the list's path and an <see cref="Index"/>.</summary>
    Element,

    /// <summary>The place of an element; the content is an integer in this machine's byte order, for expressions never leave the process.</summary>
    Index,

    /// <summary>A value; the content is its wire form.</summary>
    Value,

    Size,

    Equal,
    NotEqual,
    LessThan,
    LessThanOrEqual,
    GreaterThan,
    GreaterThanOrEqual,
    Between,
    In,
    Exists,
    NotExists,
    IsType,
    BeginsWith,
    Contains,

    And,
    Or,
    Not,

    Plus,
    Minus,
    IfNotExists,
    ListAppend,

    /// <summary>The actions of an update; the children are the operand, if there is one, and the path after it.</summary>
    Set,
    Remove,
    Add,
    Delete,

    /// <summary>An expression of the user's own text; the children are <see cref="Literal"/>, <see cref="Attribute"/> and <see cref="Value"/>.</summary>
    Text,

    /// <summary>A piece of text; the content is the text with JSON's escapes.</summary>
    Literal,
}
