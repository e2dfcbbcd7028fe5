// What JavaScript improves. Every page is complete without it; each line below is one enhancement.
import { leaveWithoutTrace } from "./leave.js";
import { offerPrint } from "./print.js";
import { suggestWhileTyping } from "./suggest.js";

leaveWithoutTrace(document);
offerPrint(document);
suggestWhileTyping(document);
